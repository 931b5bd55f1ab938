package io.crossdock.erp.check;

import io.crossdock.erp.ErpDatabase;
import io.crossdock.erp.Tls;
import java.util.Set;

/** Whether others on the way can read along. */
public final class Encryption {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private Encryption() {}

    /** @param protocol of this connection, such as {@code TLSv1.3}; empty where it is not encrypted */
    public static Finding finding(ErpDatabase database, String protocol) {
        String check = "connection: encrypted";
        if (THIS_MACHINE.contains(database.host())) {
            return Finding.ok(check, protocol.isEmpty() ? "not needed on one machine" : protocol);
        }
        if (protocol.isEmpty()) {
            return Finding.warn(
                    check,
                    "no: passwords' proofs and the ERP's data can be read on the way",
                    "tls: {mode: verify-full, ca: ...} in the mapping file, on a server that offers it");
        }
        boolean verifies =
                database.tls().map(Tls::mode).filter(Tls.Mode::verifies).isPresent();
        return Finding.ok(check, protocol + (verifies ? ", the server's certificate is checked" : ""));
    }
}
