package org.culvert.app.files;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;

/** Why something could not be read or written, in words: many exceptions have only a name. */
public final class IoReason {
  private IoReason() {}

  /** A part of a sentence, such as {@code permission denied}. */
  public static String of(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such file";
      case AccessDeniedException _ -> "permission denied";
      case NotDirectoryException _ -> "a folder is expected there";
      case FileAlreadyExistsException _ -> "a file of that name is in the way";
      case FileSystemException file when file.getReason() != null -> file.getReason();
      case UnknownHostException _ -> "the name of the server is not known";
      case HttpTimeoutException _ -> "the server does not answer";
      case SSLHandshakeException _ -> "this computer does not trust the server's certificate";
      case ConnectException _ -> "nothing answers at that address";
      default -> Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    };
  }
}
