package io.crossdock.hub.cli;

import picocli.CommandLine;

/** Tells the release and the Java that it runs on. */
final class Version implements CommandLine.IVersionProvider {

    @Override
    public String[] getVersion() {
        String release = Crossdock.class.getPackage().getImplementationVersion();
        return new String[] {"Crossdock " + (release == null ? "(unpackaged)" : release) + ", Java " + Runtime.version()
        };
    }
}
