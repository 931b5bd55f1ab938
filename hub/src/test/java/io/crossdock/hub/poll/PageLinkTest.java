package io.crossdock.hub.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageLinkTest {

    private static final String BASE = "https://api.acme.example/v1/orders";

    @Test
    void the_next_link_is_found_among_others() {
        assertThat(PageLink.next("<https://a.example/?p=1>; rel=\"previous\", <https://a.example/?p=3>; rel=\"next\""))
                .contains("https://a.example/?p=3");
        assertThat(PageLink.next("</v1/orders?p=3>; title=\"more, later\"; rel=next"))
                .contains("/v1/orders?p=3");
        assertThat(PageLink.next("<?p=3>;REL=\"last next\"")).contains("?p=3");
        assertThat(PageLink.next("<?p=3>; rel=\"nextish\"")).isEmpty();
        assertThat(PageLink.next("<?p=3>")).isEmpty();
        assertThat(PageLink.next(null)).isEmpty();
    }

    @Test
    void a_header_made_to_be_slow_is_not() {
        assertThat(PageLink.next("<" + "a".repeat(8000) + ";".repeat(8000))).isEmpty();
        assertThat(PageLink.next("<a>" + "; x=\"y\"".repeat(2000))).isEmpty();
    }

    @Test
    void only_the_query_of_the_very_address_counts() {
        assertThat(PageLink.query(BASE + "?page_info=a%3D%26b", BASE)).contains("page_info=a%3D%26b");
        assertThat(PageLink.query("?p=2", BASE)).contains("p=2");
        assertThat(PageLink.query("/v1/orders?p=2", BASE)).contains("p=2");
        for (String elsewhere : List.of(
                "https://evil.example/v1/orders?p=2",
                "http://api.acme.example/v1/orders?p=2",
                "https://api.acme.example:8443/v1/orders?p=2",
                "https://api.acme.example@evil.example/v1/orders?p=2",
                "https://user@api.acme.example/v1/orders?p=2",
                "//evil.example/v1/orders?p=2",
                "/v1/tokens?p=2",
                "../admin?p=2",
                "file:///etc/passwd",
                "mailto:a@b.example",
                "https://",
                "no url at all {")) {
            assertThat(PageLink.query(elsewhere, BASE)).as(elsewhere).isEmpty();
        }
    }

    @Test
    void parameters_are_decoded_once() {
        assertThat(PageLink.parameters("a=1%2B2&b=&c&=x&d=%26"))
                .containsEntry("a", "1+2")
                .containsEntry("b", "")
                .containsEntry("c", "")
                .containsEntry("d", "&")
                .hasSize(4);
    }
}
