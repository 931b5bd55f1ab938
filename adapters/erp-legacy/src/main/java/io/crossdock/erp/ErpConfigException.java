package io.crossdock.erp;

import java.util.List;

/** Mistakes in a mapping file, all of them, each with file, line and key, what is wrong and what is allowed. */
public class ErpConfigException extends RuntimeException {

    private final transient List<String> problems;

    public ErpConfigException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
