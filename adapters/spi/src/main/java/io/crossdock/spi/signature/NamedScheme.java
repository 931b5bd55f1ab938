package io.crossdock.spi.signature;

/**
 * A signature scheme by the name that a channel file uses. What any sender may use is here; what is one system's own is
 * in its adapter, as a service of this type ({@link java.util.ServiceLoader}).
 */
public interface NamedScheme {

    /** Lower case letters, digits and dashes; the system's name where it is the system's. */
    String name();

    /** The scheme as these settings make it; what is wrong with them is noted there. */
    SignatureScheme scheme(SchemeSettings settings);
}
