package io.crossdock.sandbox.shopify;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.language.SourceLocation;
import java.util.List;
import java.util.Map;

/** What stands under {@code errors} of an answer with status 200: the request as a whole was not to be carried out. */
final class ShopifyRefusal extends RuntimeException implements GraphQLError {

    private final String code;

    ShopifyRefusal(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    @Override
    public List<SourceLocation> getLocations() {
        return List.of();
    }

    @Override
    public ErrorClassification getErrorType() {
        return ErrorType.DataFetchingException;
    }

    @Override
    public Map<String, Object> getExtensions() {
        return Map.of("code", code);
    }
}
