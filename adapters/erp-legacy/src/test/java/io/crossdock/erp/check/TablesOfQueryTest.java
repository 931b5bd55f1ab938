package io.crossdock.erp.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TablesOfQueryTest {

    @Test
    void tables_are_found_after_from_and_join_and_in_lists() {
        assertThat(TablesOfQuery.of("""
                        select a.nr as sku, 'from nowhere' as x -- from a comment
                          from Artst a, erp."Lager Bst" b
                          left join only preis p on p.nr = a.nr and p.x in (1, 2), zusatz
                         where a.nr = any(?) order by a.nr, b.nr
                        """)).containsExactly("artst", "erp.Lager Bst", "preis", "zusatz");
    }

    @Test
    void tables_are_found_in_subselects_and_names_of_the_query_itself_are_none() {
        assertThat(TablesOfQuery.of("""
                        with recursive tree as (select id from stock_location union all
                                      select l.id from stock_location l join tree t on l.parent = t.id)
                        select sku, (select max(x), y from extra), sum(q)
                          from (select a, b from stock_move, tree) m, lagbst
                         where exists (select 1 from sperre s where s.nr = m.a) group by sku, lager
                        """)).containsExactly("stock_location", "extra", "stock_move", "lagbst", "sperre");
    }

    @Test
    void names_may_stand_in_backquotes() {
        assertThat(TablesOfQuery.of("select k.x as `order` from `erp`.`Auf Kpf` k join `pos` p on p.nr = k.nr"))
                .containsExactly("erp.Auf Kpf", "pos");
    }
}
