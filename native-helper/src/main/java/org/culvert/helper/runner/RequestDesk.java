package org.culvert.helper.runner;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.helper.policy.Owner;
import org.culvert.helper.policy.SecretPolicy;
import org.culvert.helper.policy.SessionRoom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every request in every state. Called from any thread. */
public final class RequestDesk {
  private static final Logger LOG = LoggerFactory.getLogger(RequestDesk.class);

  private final SessionRegistry registry;
  private final MachineDoctor doctor;
  private final DemoHost demo;
  private final Executor slow;

  /**
   * A desk before the registry.
   *
   * @param slow runs what takes longer: profiles are read, the machine is looked at
   */
  public RequestDesk(SessionRegistry registry, MachineDoctor doctor, DemoHost demo, Executor slow) {
    this.registry = registry;
    this.doctor = doctor;
    this.demo = demo;
    this.slow = slow;
  }

  /**
   * Carries out what the owner asks; hello and subscribe are the connection's own affair. Takes
   * over the request's secrets. The answer never completes exceptionally.
   */
  public CompletableFuture<Response> handle(Owner owner, Request request) {
    return request instanceof Request.Connect connect
        ? connect(owner, connect)
        : later(request, () -> dispatch(owner, request));
  }

  private CompletableFuture<Response> connect(Owner owner, Request.Connect request) {
    return switch (registry.enter(owner, request)) {
      case SessionRoom.Full full -> {
        request.known().wipe();
        yield done(new Response.Refused(full.problem()));
      }
      case SessionRoom.Place place -> later(request, () -> connect(owner, request, place));
    };
  }

  private CompletableFuture<Response> connect(
      Owner owner, Request.Connect request, SessionRoom.Place place) {
    try {
      return registry.of(owner).connect(request, place);
    } catch (Throwable e) {
      place.close();
      throw e;
    }
  }

  private CompletableFuture<Response> later(
      Request request, Supplier<CompletableFuture<Response>> work) {
    return CompletableFuture.<Void>completedFuture(null)
        .thenComposeAsync(_ -> work.get(), slow)
        .exceptionally(
            failure -> {
              LOG.error("A {} failed", nameOf(request), failure);
              return new Response.Refused(
                  Problem.of(ProblemCode.INTERNAL, nameOf(request) + " could not be carried out"));
            });
  }

  private CompletableFuture<Response> dispatch(Owner owner, Request request) {
    OwnerSessions sessions = registry.of(owner);
    return switch (request) {
      case Request.Disconnect disconnect ->
          sessions.disconnect(disconnect.name(), disconnect.keepBlock());
      case Request.DisconnectAll _ -> sessions.disconnectAll();
      case Request.Unblock _ -> done(registry.unblock(owner));
      case Request.Reconnect reconnect -> done(reconnect(sessions, reconnect.name()));
      case Request.Status status -> done(new Response.Sessions(sessions.status(status.name())));
      case Request.Log log -> done(new Response.LogLines(sessions.log(log.name())));
      case Request.Answer answer -> done(answer(sessions, answer));
      case Request.Doctor _ -> done(new Response.Findings(doctor.findings()));
      case Request.StartDemo _ -> done(startDemo(owner));
      case Request.Hello _, Request.Subscribe _, Request.Connect _ ->
          done(
              new Response.Refused(
                  Problem.of(
                      ProblemCode.BAD_REQUEST,
                      nameOf(request) + " was already asked for on this connection",
                      "Ask for it once.")));
    };
  }

  private static Response reconnect(OwnerSessions sessions, String name) {
    return sessions.reconnect(name)
        ? new Response.Done()
        : new Response.Refused(
            Problem.of(ProblemCode.NOT_NOW, name + " has no session", "Connect it."));
  }

  private static Response answer(OwnerSessions sessions, Request.Answer answer) {
    Optional<Problem> objection = SecretPolicy.objection(answer.reply());
    if (objection.isPresent()) {
      answer.reply().wipe();
      return new Response.Refused(objection.get());
    }
    return sessions.answer(answer.name(), answer.question(), answer.reply())
        ? new Response.Done()
        : new Response.Refused(
            Problem.of(
                ProblemCode.NOT_NOW,
                answer.name() + " does not wait for this answer",
                "Connect again if it is not connected."));
  }

  private Response startDemo(Owner owner) {
    try {
      return demo.start(owner);
    } catch (RequestRefusedException e) {
      return new Response.Refused(e.problem());
    }
  }

  private static CompletableFuture<Response> done(Response response) {
    return CompletableFuture.completedFuture(response);
  }

  private static String nameOf(Request request) {
    return request.getClass().getSimpleName();
  }
}
