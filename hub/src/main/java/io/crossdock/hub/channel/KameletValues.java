package io.crossdock.hub.channel;

import io.crossdock.hub.channel.KameletDefinition.Bean;
import io.crossdock.hub.channel.KameletDefinition.Parameter;
import io.crossdock.hub.config.Problems;
import io.crossdock.hub.config.Secrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the values that a channel or a capability gives a Kamelet by what the Kamelet and its beans say of them. */
public final class KameletValues {

    private static final Pattern REFERENCE = Pattern.compile("\\{\\{\\??([A-Za-z]+)}}");
    private static final String CLASS = "#class:";

    private final Secrets secrets;
    private final Problems problems;

    public KameletValues(Secrets secrets, Problems problems) {
        this.secrets = secrets;
        this.problems = problems;
    }

    /**
     * @param key where in the file a parameter stands
     * @param user where in the file the Kamelet is chosen; its own mistakes are told there
     */
    public void check(KameletDefinition kamelet, Map<String, String> values, UnaryOperator<String> key, String user) {
        int before = problems.found().size();
        Map<String, String> resolved = new LinkedHashMap<>();
        kamelet.parameters().forEach((name, parameter) -> {
            String value = values.get(name);
            if (value == null) {
                parameter.otherwise().ifPresent(otherwise -> resolved.put(name, otherwise));
                if (parameter.isRequired()) {
                    problems.add(key.apply(name), "is missing", parameter.description());
                }
            } else if (secrets.check(key.apply(name), value, problems)) {
                resolved.put(name, secrets.resolve(value));
                checkType(key.apply(name), value, parameter);
            }
        });
        if (problems.found().size() == before) {
            kamelet.beans().forEach(bean -> checkBean(kamelet, bean, resolved, key, user));
        }
    }

    private void checkType(String key, String value, Parameter parameter) {
        List<String> allowed = parameter.allowed().isEmpty() && parameter.type().equals("boolean")
                ? List.of("true", "false")
                : parameter.allowed();
        String given = secrets.resolve(value);
        String shown = Secrets.isSecret(value) ? "the secret" : "'" + given + "'";
        if (!allowed.isEmpty() && !allowed.contains(given)) {
            problems.add(key, shown + " is not allowed", String.join(", ", allowed));
        } else if (parameter.type().equals("integer") && !given.matches("-?\\d{1,18}")) {
            problems.add(key, shown + " is not a whole number", "such as 10");
        } else if (parameter.type().equals("number") && !given.matches("-?\\d{1,18}([.]\\d{1,18})?")) {
            problems.add(key, shown + " is not a number", "such as 2.5");
        }
    }

    private void checkBean(
            KameletDefinition kamelet, Bean bean, Map<String, String> values, UnaryOperator<String> key, String user) {
        if (!bean.type().startsWith(CLASS)) {
            return;
        }
        Optional<Object> instance = instance(bean.type().substring(CLASS.length()));
        if (instance.isEmpty()) {
            problems.add(
                    user, "the Kamelet " + kamelet.name() + " names a class that is not there: " + bean.type(), "");
        } else if (instance.get() instanceof Checkable checkable) {
            checkable.mistakes(settings(bean, values)).forEach((property, what) -> {
                Matcher parameter = REFERENCE.matcher(bean.properties().getOrDefault(property, ""));
                if (parameter.matches()) {
                    problems.add(key.apply(parameter.group(1)), what, "");
                } else {
                    problems.add(user, "the Kamelet " + kamelet.name() + ": " + property + " " + what, "");
                }
            });
        }
    }

    /** Without the class's name and the arguments that Camel would allow behind it, a bean is as it comes. */
    private static Optional<Object> instance(String type) {
        try {
            return Optional.of(Class.forName(type).getConstructor().newInstance());
        } catch (ReflectiveOperationException | LinkageError e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> settings(Bean bean, Map<String, String> values) {
        Map<String, String> settings = new LinkedHashMap<>();
        bean.properties().forEach((name, text) -> {
            Matcher reference = REFERENCE.matcher(text);
            if (!reference.matches()) {
                settings.put(name, text);
            } else if (values.containsKey(reference.group(1))) {
                settings.put(name, values.get(reference.group(1)));
            }
        });
        return settings;
    }
}
