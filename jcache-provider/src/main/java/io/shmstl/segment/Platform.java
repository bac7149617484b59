package io.shmstl.segment;

/**
 * The check that this machine is one the product is made for. Locks, boot id, process start times
 * and the refusal of full file systems are taken from Linux; the access modes are known to compile
 * to what the protocols need between processes on x86-64 and aarch64.
 */
public final class Platform {
  private Platform() {}

  /** Refuses to go on, with {@link UnsupportedPlatformException}, on any other machine. */
  public static void require() {
    require(System.getProperty("os.name", "unknown"), System.getProperty("os.arch", "unknown"));
  }

  static void require(String system, String processor) {
    boolean known =
        system.equals("Linux") && (processor.equals("amd64") || processor.equals("aarch64"));
    if (!known) {
      throw new UnsupportedPlatformException(system + " on " + processor);
    }
  }
}
