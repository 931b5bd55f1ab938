package io.crossdock.sandbox.shopify;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Field;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import graphql.language.SelectionSet;
import graphql.language.VariableReference;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a request costs: a scalar nothing, an object 1, a connection 2 and its nodes, a mutation 10
 * (https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits, read 2026-11), and one of variants 0.2 for each
 * (https://shopify.dev/changelog, "Dynamic complexity for productVariantsBulkCreate and productVariantsBulkUpdate"). Before
 * it is carried out for as many nodes as it asks for at the most, afterwards for those that there are. Shopify reckons large
 * connections cheaper than that, by a rule that it does not tell.
 */
final class QueryCost {

    private static final double MUTATION = 10;
    private static final double VARIANT = 0.2;
    private static final double CONNECTION = 2;

    /** That fifths of a point add up to. */
    private static final double ROUNDING = 1e-6;

    private final OperationDefinition definition;
    private final Map<String, Object> variables;

    QueryCost(OperationDefinition definition, Map<String, Object> variables) {
        this.definition = definition;
        this.variables = variables;
    }

    double requested() {
        return whole(fields(definition.getSelectionSet()).stream()
                .mapToDouble(field -> isMutation() ? mutation(field) : requested(field))
                .sum());
    }

    /** @param data of the answer */
    double actual(Map<?, ?> data) {
        return isMutation()
                ? requested()
                : whole(fields(definition.getSelectionSet()).stream()
                        .mapToDouble(field -> actual(field, data))
                        .sum());
    }

    private static double whole(double points) {
        return Math.ceil(points - ROUNDING);
    }

    private boolean isMutation() {
        return definition.getOperation() == Operation.MUTATION;
    }

    private double mutation(Field field) {
        return MUTATION
                + (field.getName().equals(VariantsBulkUpdate.NAME)
                                && argument(field, "variants") instanceof Collection<?> c
                        ? VARIANT * c.size()
                        : 0);
    }

    private double requested(Field field) {
        if (field.getSelectionSet() == null) {
            return 0;
        }
        if (argument(field, "first") instanceof Number first) {
            return CONNECTION
                    + first.doubleValue()
                            * (1
                                    + nodes(field).stream()
                                            .mapToDouble(this::requested)
                                            .sum());
        }
        return 1
                + fields(field.getSelectionSet()).stream()
                        .mapToDouble(this::requested)
                        .sum();
    }

    private double actual(Field field, Map<?, ?> parent) {
        String name = field.getAlias() == null ? field.getName() : field.getAlias();
        if (field.getSelectionSet() == null || parent.get(name) == null) {
            return 0;
        }
        if (argument(field, "first") instanceof Number && parent.get(name) instanceof Map<?, ?> connection) {
            return CONNECTION
                    + ((List<?>) connection.get("nodes"))
                            .stream()
                                    .mapToDouble(node -> 1 + children(nodes(field), (Map<?, ?>) node))
                                    .sum();
        }
        return 1
                + (parent.get(name) instanceof Map<?, ?> object
                        ? children(fields(field.getSelectionSet()), object)
                        : 0);
    }

    private double children(List<Field> fields, Map<?, ?> object) {
        return fields.stream().mapToDouble(child -> actual(child, object)).sum();
    }

    /** Beneath a connection only what its nodes are asked for counts. */
    private static List<Field> nodes(Field connection) {
        return fields(connection.getSelectionSet()).stream()
                .filter(field -> field.getName().equals("nodes"))
                .flatMap(field -> fields(field.getSelectionSet()).stream())
                .toList();
    }

    private Object argument(Field field, String name) {
        for (Argument argument : field.getArguments()) {
            if (argument.getName().equals(name) && argument.getValue() instanceof IntValue number) {
                return number.getValue();
            }
            if (argument.getName().equals(name) && argument.getValue() instanceof ArrayValue list) {
                return list.getValues();
            }
            if (argument.getName().equals(name) && argument.getValue() instanceof VariableReference variable) {
                return variables.get(variable.getName());
            }
        }
        return null;
    }

    static List<Field> fields(SelectionSet set) {
        return set.getSelectionsOfType(Field.class);
    }
}
