package io.tamperwatch.deployment;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The model keeps what it does not know in "additionalProperties" of the object where it stood. */
final class UnknownFields {

    private final List<String> found = new ArrayList<>();

    private UnknownFields() {}

    static List<String> of(Object model) {
        UnknownFields fields = new UnknownFields();
        fields.walk(model.getClass().getSimpleName(), model);
        return fields.found;
    }

    private void walk(String path, Object value) {
        switch (value) {
            case null -> {}
            case Collection<?> many -> many.forEach(one -> walk(path + "[]", one));
            case Map<?, ?> map -> map.forEach((key, one) -> walk(path + "." + key, one));
            default -> {
                if (value.getClass().getPackageName().startsWith("io.fabric8.")) {
                    fields(path, value);
                }
            }
        }
    }

    private void fields(String path, Object value) {
        for (Class<?> type = value.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    field(path, field, value);
                }
            }
        }
    }

    private void field(String path, Field field, Object of) {
        try {
            field.setAccessible(true);
            Object value = field.get(of);
            if (field.getName().equals("additionalProperties")) {
                ((Map<?, ?>) value).keySet().forEach(name -> found.add(path + "." + name));
            } else {
                walk(path + "." + field.getName(), value);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
