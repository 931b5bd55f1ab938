package io.crossdock.erp;

import io.crossdock.erp.orders.FileTarget;
import io.crossdock.erp.orders.FileTarget.CsvForm;
import io.crossdock.erp.orders.FileTarget.EdiForm;
import io.crossdock.erp.orders.FileTarget.FileForm;
import io.crossdock.erp.orders.FileTarget.Partner;
import io.crossdock.erp.orders.FileTarget.Standard;
import io.crossdock.erp.orders.OrderColumn;
import io.crossdock.erp.orders.OrderField;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Reads {@code file:}. */
final class FileTargetReader {

    private static final Map<String, Standard> STANDARDS =
            Map.of("x12-850", Standard.X12_850, "edifact-orders", Standard.EDIFACT_ORDERS);
    private static final List<String> FORMS = List.of("csv", "x12-850", "edifact-orders");
    private static final int GREATEST_NUMBER = 999_999_999;
    private static final String FOLDERS = "a folder's absolute path";

    private final BiFunction<YamlSection, String, String> resolver;

    FileTargetReader(BiFunction<YamlSection, String, String> resolver) {
        this.resolver = resolver;
    }

    /** Null after a mistake that leaves nothing to read. */
    FileTarget read(YamlSection section, boolean takesChanges) {
        if (takesChanges) {
            section.problem("", "has no form for an order that was changed or cancelled", "changes: none");
        }
        Path folder = folder(section, "folder");
        Path outbox = folder(section, "outbox");
        if (folder.equals(outbox) && section.has("folder")) {
            section.problem("outbox", "is the ERP's own folder", "another one on the same disk");
        }
        List<String> named = FORMS.stream().filter(section::has).toList();
        FileForm form = null;
        if (named.size() != 1) {
            section.problem("", "must say what stands in a file, in one form", "one of " + String.join(", ", FORMS));
        } else {
            YamlSection part = section.section(named.get(0));
            form = named.get(0).equals("csv") ? csv(part) : edi(part, STANDARDS.get(named.get(0)));
            part.refuseUnknown();
        }
        section.refuseUnknown();
        return form == null ? null : new FileTarget(folder, outbox, form);
    }

    private Path folder(YamlSection section, String key) {
        String text = resolver.apply(section, key);
        if (!text.isEmpty() && !text.matches("/[^\\x00]{1,500}")) {
            section.problem(key, "'" + text + "' is not allowed", FOLDERS);
        }
        return Path.of(text.isEmpty() || text.indexOf('\0') >= 0 ? "/" : text);
    }

    private static CsvForm csv(YamlSection section) {
        String separator = section.text("separator").orElse(";");
        if (separator.length() != 1 || separator.equals("\"")) {
            section.problem("separator", "'" + separator + "' is not allowed", "one character, such as ; or ,");
            separator = ";";
        }
        List<OrderColumn> columns = OrderColumnReader.read(section, "columns", true);
        for (OrderField needed : List.of(OrderField.ORDER_ID, OrderField.LINE_SKU, OrderField.LINE_QUANTITY)) {
            if (columns.stream().noneMatch(column -> column.holds(needed))) {
                section.problem("columns", "no column takes " + needed.label(), "a column with it");
            }
        }
        return new CsvForm(columns, separator.charAt(0), charset(section), section.flag("header", true));
    }

    private static Charset charset(YamlSection section) {
        String name = section.text("charset").orElse("UTF-8");
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            section.problem("charset", "'" + name + "' is not known", "such as UTF-8 or ISO-8859-1");
            return StandardCharsets.UTF_8;
        }
    }

    private EdiForm edi(YamlSection section, Standard standard) {
        String first = section.text("firstNumber").orElse("1");
        EdiForm form = new EdiForm(standard, partner(section, "sender"), partner(section, "receiver"), (int)
                section.number("firstNumber", first, GREATEST_NUMBER));
        if (!form.isSound()) {
            section.problem(
                    "", "its standard does not know these qualifiers", "such as ZZ in X12, ZZZ and 14 in EDIFACT");
        }
        return form;
    }

    private Partner partner(YamlSection section, String key) {
        String text = resolver.apply(section, key);
        if (!text.isEmpty() && !text.matches("[A-Z0-9]{2,3}/[A-Za-z0-9. -]{1,15}")) {
            section.problem(key, "'" + text + "' is not allowed", "a qualifier and a name, such as ZZ/CROSSDOCK");
        }
        String[] parts = text.split("/", 2);
        return parts.length == 2 ? new Partner(parts[0], parts[1]) : new Partner("14", "X");
    }
}
