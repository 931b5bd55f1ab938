package io.crossdock.hub.erp;

import io.crossdock.erp.sql.JsonQuestion;
import io.crossdock.hub.channel.Checkable;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Handler;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.service.ServiceSupport;

/** The bean of {@code erp-question-action}: a question in JSON, answered by one statement in the ERP's database. */
public final class ErpQuestionAction implements CamelContextAware, Checkable {

    private CamelContext context;
    private String url;
    private String user;
    private String password;
    private String statement;
    private int timeoutSeconds = 2;
    private JsonQuestion question;

    /** @throws io.crossdock.spi.Failure what the database says */
    @Handler
    public byte[] ask(byte[] request) {
        return question().ask(new String(request, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    private synchronized JsonQuestion question() {
        if (question == null) {
            JsonQuestion made = new JsonQuestion(url, user, password, statement, timeoutSeconds);
            try {
                context.addService(new Closing(made));
            } catch (Exception e) {
                throw RuntimeCamelException.wrapRuntimeCamelException(e);
            }
            question = made;
        }
        return question;
    }

    /** Closes the connections with the context. */
    private static final class Closing extends ServiceSupport {

        private final JsonQuestion question;

        Closing(JsonQuestion question) {
            this.question = question;
        }

        @Override
        protected void doStop() {
            question.close();
        }
    }

    @Override
    public Map<String, String> mistakes(Map<String, String> settings) {
        Map<String, String> mistakes = new LinkedHashMap<>();
        if (!settings.getOrDefault("url", "").startsWith("jdbc:")) {
            mistakes.put("url", "is no JDBC URL such as jdbc:postgresql://erp:5432/erp");
        }
        String asked = settings.getOrDefault("statement", "");
        if (!asked.isEmpty() && JsonQuestion.places(asked) != 1) {
            mistakes.put("statement", "has not exactly one ? for the request");
        }
        return mistakes;
    }

    @Override
    public void setCamelContext(CamelContext context) {
        this.context = context;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    public void setUrl(String url) {
        this.url = url;
    }

    public void setUser(String user) {
        this.user = user;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    /** @param statement with one {@code ?} for the request's JSON; its first column of its only row is the answer's */
    public void setStatement(String statement) {
        this.statement = statement;
    }

    /** @param timeoutSeconds for one statement */
    public void setTimeoutSeconds(int timeoutSeconds) {
        this.timeoutSeconds = timeoutSeconds;
    }
}
