package org.culvert.app.profiles;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.culvert.core.profile.IncludedFiles;

/** Profiles in a ZIP archive. It is unpacked in memory, within limits; its paths lead nowhere. */
final class ZipSource {
  private ZipSource() {}

  /** The signature of a file in an archive, or of the end of one that has none. */
  static boolean isZip(byte[] content) {
    return begins(content, 3, 4) || begins(content, 5, 6);
  }

  private static boolean begins(byte[] content, int third, int fourth) {
    return content.length >= 4
        && content[0] == 'P'
        && content[1] == 'K'
        && content[2] == third
        && content[3] == fourth;
  }

  static ProfileSource read(String archiveName, byte[] archive)
      throws IOException, ProfileException {
    Map<String, byte[]> files = unpack(archiveName, archive);
    List<ProfileSource.Candidate> candidates = new ArrayList<>();
    files.forEach(
        (name, content) -> {
          if (FolderSource.looksLikeProfile(lastPart(name)) && !isNote(name)) {
            candidates.add(
                new ProfileSource.Candidate(
                    archiveName + "/" + name, () -> content, beside(files, name)));
          }
        });
    if (candidates.isEmpty()) {
      throw ProfileException.because("empty-archive", archiveName);
    }
    return new ProfileSource(candidates);
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static boolean isNote(String path) {
    return ("/" + path).contains("/" + FolderSource.NOTES + "/");
  }

  private static Map<String, byte[]> unpack(String archiveName, byte[] archive)
      throws IOException, ProfileException {
    Map<String, byte[]> files = new TreeMap<>();
    long total = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      int seen = 0;
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] content = zip.readNBytes(SourceLimits.FILE + 1);
        total += content.length;
        if (++seen > SourceLimits.FILES
            || total > SourceLimits.ARCHIVE
            || content.length > SourceLimits.FILE) {
          throw ProfileException.because("too-large-archive", archiveName);
        }
        if (!entry.isDirectory()) {
          files.put(entry.getName().replace('\\', '/'), content);
        }
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("an entry's name cannot be decoded", e);
    } catch (ZipException | EOFException e) {
      throw ProfileException.because("damaged-archive", archiveName);
    }
    return files;
  }

  private static IncludedFiles beside(Map<String, byte[]> files, String profile) {
    return new Beside(files, profile.substring(0, profile.lastIndexOf('/') + 1));
  }

  private record Beside(Map<String, byte[]> files, String folder) implements IncludedFiles {
    @Override
    public Optional<byte[]> read(String name) {
      return Optional.ofNullable(files.get(folder + name));
    }

    @Override
    public Optional<List<String>> list(String name) {
      String start = folder + name + "/";
      List<String> names =
          files.keySet().stream()
              .filter(path -> path.startsWith(start))
              .map(path -> path.substring(start.length()))
              .filter(rest -> !rest.contains("/"))
              .toList();
      return names.isEmpty() ? Optional.empty() : Optional.of(names);
    }
  }
}
