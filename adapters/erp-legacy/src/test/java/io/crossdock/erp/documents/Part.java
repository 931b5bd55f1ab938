package io.crossdock.erp.documents;

import java.util.List;

/**
 * Keys that stand side by side.
 *
 * @param places where such keys stand in the {@linkplain MappingReference#EXAMPLE example}, each a path of keys
 */
record Part(String title, String text, List<List<String>> places, List<Key> keys) {

    String markdown() {
        StringBuilder text = new StringBuilder("## ")
                .append(title)
                .append("\n\n")
                .append(this.text)
                .append("\n\n");
        text.append("| key | is | left out | says |\n|---|---|---|---|\n");
        keys.forEach(key -> text.append("| `")
                .append(key.name())
                .append("` | ")
                .append(key.form())
                .append(" | ")
                .append(key.otherwise())
                .append(" | ")
                .append(key.says())
                .append(" |\n"));
        return text.toString();
    }
}
