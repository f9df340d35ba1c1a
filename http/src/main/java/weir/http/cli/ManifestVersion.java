package weir.http.cli;

import picocli.CommandLine.IVersionProvider;

/** Reads the version that the build wrote into the jar's manifest. */
final class ManifestVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = ManifestVersion.class.getPackage().getImplementationVersion();
    return new String[] {
      "weir %s (Java %s)"
          .formatted(version == null ? "of a class folder" : version, Runtime.version())
    };
  }
}
