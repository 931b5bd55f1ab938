package io.crossdock.erp.check;

import java.util.List;

/**
 * One thing that was looked at.
 *
 * @param check what, such as {@code public.lagbst: replica identity}
 * @param found never a password, and of the ERP's rows nothing but codes
 * @param toDo empty where all is well
 * @param sql what the database's administrator runs for it; lines that begin with {@code --} are a choice of theirs
 */
public record Finding(State state, String check, String found, String toDo, List<String> sql) {

    /** How bad it is. */
    public enum State {
        OK,
        /** Capture works, but something is lost, or is riskier for the ERP than it need be. */
        WARN,
        /** Capture does not work, or breaks the ERP's own writes. */
        FAIL
    }

    public Finding {
        sql = List.copyOf(sql);
    }

    public static Finding ok(String check, String found) {
        return new Finding(State.OK, check, found, "", List.of());
    }

    public static Finding warn(String check, String found, String toDo, String... sql) {
        return new Finding(State.WARN, check, found, toDo, List.of(sql));
    }

    public static Finding fail(String check, String found, String toDo, String... sql) {
        return new Finding(State.FAIL, check, found, toDo, List.of(sql));
    }
}
