package org.culvert.app.cli;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Somebody who answers as the test says. Programs are really started. */
final class FakeTerminal implements Terminal {
  boolean present = true;
  final Deque<Boolean> answers = new ArrayDeque<>();
  final List<String> questions = new ArrayList<>();

  @Override
  public boolean present() {
    return present;
  }

  @Override
  public boolean confirm(String question, boolean usually) {
    questions.add(question);
    return answers.isEmpty() ? usually : answers.pop();
  }

  @Override
  public int lend(List<String> command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
