package org.culvert.app.ui.connect;

import java.util.function.Consumer;
import org.culvert.core.api.Question;
import org.culvert.core.api.Reply;

/**
 * A session's question, for somebody to show.
 *
 * @param session whose
 * @param answer takes what was asked for, and wipes it after use
 * @param cancel nobody wants to answer: the session ends
 * @param openPage shows the page of a web login
 */
public record QuestionRequest(
    String session,
    Question question,
    Consumer<Reply> answer,
    Runnable cancel,
    Runnable openPage) {}
