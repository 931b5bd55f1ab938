package io.crossdock.sandbox.shopify;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import java.math.BigDecimal;
import java.util.Locale;

/** The scalar Money: a decimal, written as a string, read from a string or a number. */
final class MoneyScalar implements Coercing<BigDecimal, String> {

    static final GraphQLScalarType TYPE = GraphQLScalarType.newScalar()
            .name("Money")
            .coercing(new MoneyScalar())
            .build();

    private MoneyScalar() {}

    @Override
    public String serialize(Object value, GraphQLContext context, Locale locale) {
        return ((BigDecimal) value).toPlainString();
    }

    @Override
    public BigDecimal parseValue(Object input, GraphQLContext context, Locale locale) {
        try {
            return new BigDecimal(input.toString());
        } catch (NumberFormatException e) {
            throw new CoercingParseValueException("invalid money", e);
        }
    }

    @Override
    public BigDecimal parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
        if (input instanceof StringValue text) {
            return parseValue(text.getValue(), context, locale);
        }
        if (input instanceof FloatValue number) {
            return number.getValue();
        }
        if (input instanceof IntValue number) {
            return new BigDecimal(number.getValue());
        }
        throw new CoercingParseLiteralException("invalid money");
    }
}
