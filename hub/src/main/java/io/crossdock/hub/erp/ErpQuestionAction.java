package io.crossdock.hub.erp;

import io.crossdock.erp.sql.JsonQuestion;
import io.crossdock.hub.channel.Checkable;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Handler;

/** The bean of {@code erp-question-action}: a question in JSON, answered by one statement in the ERP's database. */
public final class ErpQuestionAction implements Checkable, AutoCloseable {

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
            question = new JsonQuestion(url, user, password, statement, timeoutSeconds);
        }
        return question;
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
    public synchronized void close() {
        if (question != null) {
            question.close();
        }
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
