package io.crossdock.hub.cli;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.check.CheckReport;
import io.crossdock.erp.check.ErpCheck;
import io.crossdock.erp.check.Finding;
import io.crossdock.spi.Json;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what an ERP's database lacks, and what its administrator runs; alters nothing. */
@Command(
        name = "check",
        description =
                "Look whether an ERP's database is ready for a mapping file, and what its administrator must run.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Connects as the mapping file's role, only reads, and takes no more than some seconds for a statement.",
            "Asks no Kafka. docs/erp-check.md tells what is looked at.",
            "Exit status: 0 nothing fails (WARN is not a failure), 1 something does, 2 one line on standard error for",
            "each mistake in the mapping file."
        })
final class ErpCheckCommand implements Callable<Integer> {

    @Mixin
    private ErpOption erp;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        ErpConfig config = erp.read();
        CheckReport report = ErpCheck.forDatabase(config).of(config);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new String(Json.write(members(config, report)), StandardCharsets.UTF_8));
        } else {
            print(report, out);
        }
        out.flush();
        return report.worst() == Finding.State.FAIL ? 1 : 0;
    }

    private static void print(CheckReport report, PrintWriter out) {
        if (report.findings().isEmpty()) {
            out.println("nothing to look at: all of it comes from topics");
            return;
        }
        int width = report.findings().stream()
                .mapToInt(finding -> finding.check().length())
                .max()
                .orElse(5);
        String columns = "%-5s %-" + Math.max(5, width) + "s  %s%n";
        out.printf(Locale.ROOT, columns, "STATE", "CHECK", "FOUND, AND WHAT TO DO");
        for (Finding finding : report.findings()) {
            out.printf(Locale.ROOT, columns, finding.state(), finding.check(), PlainText.line(finding.found()));
            if (!finding.toDo().isEmpty()) {
                out.printf(Locale.ROOT, columns, "", "", "-> " + PlainText.line(finding.toDo()));
            }
        }
        if (!report.sql().isEmpty()) {
            out.println();
            out.println(
                    "-- What the database's administrator runs, in this order; '...' is the mapping file's password.");
            report.sql().forEach(line -> out.println(PlainText.line(line)));
        }
    }

    private static Map<String, Object> members(ErpConfig config, CheckReport report) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("erp", config.name());
        members.put("state", report.worst().name());
        members.put(
                "findings",
                report.findings().stream().map(ErpCheckCommand::members).toList());
        members.put("sql", report.sql());
        return members;
    }

    private static Map<String, Object> members(Finding finding) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("state", finding.state().name());
        members.put("check", finding.check());
        members.put("found", finding.found());
        members.put("do", finding.toDo());
        members.put("sql", List.copyOf(finding.sql()));
        return members;
    }
}
