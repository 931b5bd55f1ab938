package io.crossdock.canonical.documents;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationOption;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.Personal;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Pattern;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/** JSON Schema (draft 2020-12) of each event's data, from its record and the constraints on it. */
final class EventSchemas {

    private final SchemaGenerator generator =
            new SchemaGenerator(config().with(new JacksonModule(JacksonOption.RESPECT_JSONPROPERTY_REQUIRED))
                    .with(new JakartaValidationModule(
                            JakartaValidationOption.NOT_NULLABLE_FIELD_IS_REQUIRED,
                            JakartaValidationOption.INCLUDE_PATTERN_EXPRESSIONS))
                    .build());

    /** @return the schema, with the event's type as its title */
    JsonNode of(EventType type) {
        ObjectNode schema = generator.generateSchema(type.data());
        ObjectNode titled = schema.objectNode();
        titled.set("$schema", schema.remove("$schema"));
        titled.put("title", type.value());
        titled.setAll(schema);
        return titled;
    }

    private static SchemaGeneratorConfigBuilder config() {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.DEFINITIONS_FOR_ALL_OBJECTS, Option.PLAIN_DEFINITION_KEYS)
                .with(Option.EXTRA_OPEN_API_FORMAT_VALUES)
                .without(Option.NULLABLE_FIELDS_BY_DEFAULT);
        config.forTypesInGeneral()
                .withPropertySorter((one, other) -> 0)
                .withDescriptionResolver(
                        scope -> Javadoc.of(scope.getType().getErasedType()).orElse(null))
                .withCustomDefinitionProvider(EventSchemas::valueType);
        config.forFields()
                .withDescriptionResolver(EventSchemas::description)
                .withRequiredCheck(field -> field.getType().getErasedType().isPrimitive())
                .withInstanceAttributeOverride(EventSchemas::mark);
        return config;
    }

    /** A record around one {@code @JsonValue} is written as that value: a string with the pattern of its component. */
    private static CustomDefinition valueType(ResolvedType type, SchemaGenerationContext context) {
        Optional<Field> value = Arrays.stream(type.getErasedType().getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(JsonValue.class))
                .findFirst();
        return value.map(field -> {
                    ObjectNode schema = context.getGeneratorConfig().createObjectNode();
                    schema.put("type", "string");
                    schema.put("pattern", whole(field.getAnnotation(Pattern.class)));
                    Javadoc.of(type.getErasedType()).ifPresent(text -> schema.put("description", text));
                    return new CustomDefinition(schema);
                })
                .orElse(null);
    }

    private static String description(FieldScope field) {
        return field.isFakeContainerItemScope()
                ? null
                : Javadoc.of(field.getDeclaringType().getErasedType(), field.getName())
                        .orElse(null);
    }

    private static void mark(ObjectNode attributes, FieldScope field, SchemaGenerationContext context) {
        Pattern pattern = field.getAnnotationConsideringFieldAndGetterIfSupported(Pattern.class);
        if (pattern != null && !field.isFakeContainerItemScope()) {
            attributes.put("pattern", whole(pattern));
        }
        Digits digits = field.getAnnotationConsideringFieldAndGetterIfSupported(Digits.class);
        if (digits != null) {
            BigDecimal limit = BigDecimal.TEN.pow(digits.integer());
            attributes.put("exclusiveMaximum", limit);
            if (!attributes.has("minimum") && !attributes.has("exclusiveMinimum")) {
                attributes.put("exclusiveMinimum", limit.negate());
            }
        }
        if (field.getAnnotationConsideringFieldAndGetterIfSupported(Personal.class) != null) {
            attributes.put("x-personal", true);
        }
    }

    /** Bean Validation matches the whole text, JSON Schema any part of it. */
    private static String whole(Pattern pattern) {
        return "^(?:" + pattern.regexp() + ")$";
    }
}
