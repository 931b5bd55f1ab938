package io.crossdock.bench.sync;

import io.crossdock.bench.cdc.BenchErp;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;

/** What the ERP has and orders took, hence what every channel should show. Levels only rise, so a quantity tells its change. */
final class Stock {

    /** How the ERP changes one level. */
    static final String SET_LEVEL = "update lagbst set bestd = ? where artnr = ? and lager = 'H1'";

    private static final int ARTICLES_A_TRANSACTION = 400;
    private static final int FIRST_LEVEL = 1_000_000;

    /** More than twice what is ordered of any article. */
    private static final int STEP = 1_000;

    private final BenchErp erp;
    private final boolean hasKits;
    private final int[] levels;
    private final int[] ordered;
    private int nextLevel = FIRST_LEVEL;
    private int nextArticle;

    /** @param hasKits whether articles are {@link Kits}, which then alone have a turn */
    Stock(BenchErp erp, int articles, boolean hasKits) {
        this.erp = erp;
        this.hasKits = hasKits;
        this.levels = new int[articles];
        this.ordered = new int[articles];
    }

    int articles() {
        return levels.length;
    }

    Connection connect() throws SQLException {
        return erp.connect();
    }

    /** The next one in turn. */
    int nextArticle() {
        int article = nextArticle;
        nextArticle = (nextArticle + step()) % levels.length;
        return article;
    }

    /** After how many turns the first one has its turn again. */
    int turns() {
        return levels.length / step();
    }

    private int step() {
        return hasKits ? 2 : 1;
    }

    /**
     * Gives an article a new level, which somebody tells the ERP.
     *
     * @return what every channel should show then
     */
    int raise(int article) {
        nextLevel += STEP;
        levels[article] = nextLevel;
        return available(article);
    }

    int level(int article) {
        return levels[article];
    }

    /**
     * One piece of it is ordered on a channel.
     *
     * @return what every channel should show then
     */
    int order(int article) {
        ordered[counted(article)]++;
        return available(article);
    }

    /** What every channel should show. */
    int available(int article) {
        return levels[counted(article)] - ordered[counted(article)];
    }

    /** Where the pieces lie that it is made of. */
    private int counted(int article) {
        return hasKits && Kits.isKit(article) ? Kits.part(article) : article;
    }

    /**
     * All articles, one transaction after the other.
     *
     * @return what is then the least that any article shows, and more than it showed before
     */
    int changeAll() throws SQLException {
        nextLevel += STEP;
        Arrays.fill(levels, nextLevel);
        try (Connection connection = erp.connect();
                PreparedStatement update = connection.prepareStatement(
                        "update lagbst set bestd = ? where lager = 'H1' and artnr = any(?)")) {
            connection.setAutoCommit(false);
            for (int first = 0; first < levels.length; first += ARTICLES_A_TRANSACTION) {
                int end = Math.min(levels.length, first + ARTICLES_A_TRANSACTION);
                String[] skus = new String[end - first];
                int from = first;
                Arrays.setAll(skus, place -> Articles.sku(from + place));
                update.setInt(1, nextLevel);
                update.setArray(2, connection.createArrayOf("bpchar", skus));
                update.executeUpdate();
                connection.commit();
            }
        }
        return nextLevel - STEP / 2;
    }
}
