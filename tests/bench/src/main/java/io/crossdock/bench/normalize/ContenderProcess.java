package io.crossdock.bench.normalize;

import java.io.IOException;
import java.io.OutputStream;

/** What a contender's JVM runs. Ends when its standard input does. */
final class ContenderProcess {

    private ContenderProcess() {}

    /** @param args the contender, the brokers, the prefix */
    public static void main(String[] args) throws IOException {
        Contender.Running running = Contender.valueOf(args[0]).start(new Work(args[1], args[2]));
        System.in.transferTo(OutputStream.nullOutputStream());
        running.close();
    }
}
