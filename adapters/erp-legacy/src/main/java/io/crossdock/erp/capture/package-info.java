/**
 * Follows the log of the ERP's database by Debezium's embedded engine 3.5. What belongs to Kafka Connect stays in here.
 *
 * <p>Three things are done otherwise than by default. A transaction is handed on as a whole when its end has arrived, since
 * only then its commit's position is known: a row's own position is older, and those of open transactions interleave.
 * What was handled is remembered by commits alone, without {@code lsn_proc}: PostgreSQL itself then resends exactly the
 * transactions that were not handled, where Debezium's own search for a row would skip some (dbz#1554, and a commit whose
 * end is the position of another transaction's next row; read in its sources on 2026-11-20). And a log that has gone is
 * never begun anew in silence.
 *
 * <p>What differs from database to database is behind {@link io.crossdock.erp.capture.DatabaseLog} and {@link
 * io.crossdock.erp.capture.KeptLog} (docs/adr/0018).
 */
package io.crossdock.erp.capture;
