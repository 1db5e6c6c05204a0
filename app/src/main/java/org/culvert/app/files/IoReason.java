package org.culvert.app.files;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import javax.net.ssl.SSLHandshakeException;

/** Why something could not be read or written, in words: many exceptions have only a name. */
public final class IoReason {
  private static final String NAME = IoReason.class.getPackageName() + ".reasons";

  private IoReason() {}

  /** A part of an English sentence, such as {@code permission denied}. */
  public static String of(IOException e) {
    return words(e, Locale.ROOT);
  }

  /** The same in the user's language, as far as the words are ours. */
  public static String local(IOException e) {
    return words(e, Locale.getDefault());
  }

  /** {@link #of}, with the file in front where the exception knows it. */
  public static String withFile(IOException e) {
    return file(e) + of(e);
  }

  /** {@link #local}, with the file in front where the exception knows it. */
  public static String localWithFile(IOException e) {
    return file(e) + local(e);
  }

  private static String file(IOException e) {
    return e instanceof FileSystemException file && file.getFile() != null
        ? file.getFile() + ": "
        : "";
  }

  private static String words(IOException e, Locale locale) {
    ResourceBundle bundle = ResourceBundle.getBundle(NAME, locale);
    return switch (e) {
      case MissingFolderException _ -> bundle.getString("no-such-folder");
      case NoSuchFileException _ -> bundle.getString("no-such-file");
      case AccessDeniedException _ -> bundle.getString("permission-denied");
      case NotDirectoryException _ -> bundle.getString("folder-expected");
      case FileAlreadyExistsException _ -> bundle.getString("in-the-way");
      case FileSystemException file when file.getReason() != null -> file.getReason();
      case CharacterCodingException _ -> bundle.getString("not-text");
      case UnknownHostException _ -> bundle.getString("name-unknown");
      case HttpTimeoutException _ -> bundle.getString("no-answer");
      case SSLHandshakeException _ -> bundle.getString("not-trusted");
      case ConnectException _ -> bundle.getString("nothing-there");
      default -> Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    };
  }
}
