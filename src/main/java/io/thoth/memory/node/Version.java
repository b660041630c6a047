package io.thoth.memory.node;

/** The version of the program, from its jar. */
public final class Version {
  private Version() {}

  /** As in the POM; {@code dev} when the program runs from class files. */
  public static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
