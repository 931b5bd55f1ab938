package io.crossdock.hub.policy;

import java.util.regex.Pattern;

/**
 * Which items a rule is for. In a pattern {@code *} stands for any characters, none included, {@code ?} for one, all
 * others for themselves; upper and lower case differ.
 *
 * @param sku null for every SKU
 * @param category null for every category; an item without one fits none, not even {@code *}
 */
public record ItemPattern(Glob sku, Glob category) {

    /** Fits every item. */
    public static final ItemPattern ALL = new ItemPattern(null, null);

    /** @return null for null */
    public static ItemPattern of(String sku, String category) {
        return new ItemPattern(sku == null ? null : new Glob(sku), category == null ? null : new Glob(category));
    }

    boolean fits(CatalogItem item) {
        return (sku == null || sku.fits(item.sku().value()))
                && (category == null || !item.category().isEmpty() && category.fits(item.category()));
    }

    /** As a person reads it, such as {@code sku LAMP-*}. */
    @Override
    public String toString() {
        String first = sku == null ? "" : "sku " + sku;
        String second = category == null ? "" : "category " + category;
        return first.isEmpty() || second.isEmpty() ? first + second : first + ", " + second;
    }

    /** A text with wildcards. */
    public static final class Glob {

        private final String text;
        private final Pattern pattern;

        Glob(String text) {
            this.text = text;
            StringBuilder regex = new StringBuilder();
            text.codePoints().forEach(letter -> {
                switch (letter) {
                    case '*' -> regex.append(".*");
                    case '?' -> regex.append('.');
                    default -> regex.append(Pattern.quote(Character.toString(letter)));
                }
            });
            this.pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
        }

        boolean fits(String value) {
            return pattern.matcher(value).matches();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Glob glob && glob.text.equals(text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
