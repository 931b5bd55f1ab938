package io.crossdock.hub.strangler;

/** Asks one side. */
@FunctionalInterface
interface SideCaller {

    /**
     * @return the side's answer, in JSON
     * @throws Exception whatever the side throws
     */
    byte[] ask(byte[] request) throws Exception;
}
