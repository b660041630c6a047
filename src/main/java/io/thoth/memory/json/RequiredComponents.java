package io.thoth.memory.json;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedConstructor;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Tells Jackson what the types of a record already say: a component that is not {@code @Nullable}
 * must be there, and no list holds a null. Without this a missing component would reach the record
 * as null, against its type.
 */
final class RequiredComponents extends NopAnnotationIntrospector {
  private static final long serialVersionUID = 1L;

  @Override
  public JsonSetter.Value findSetterInfo(Annotated annotated) {
    RecordComponent component = component(annotated);
    if (component == null) {
      return JsonSetter.Value.empty();
    }
    Nulls value = isNullable(component) ? null : Nulls.FAIL;
    boolean list = Collection.class.isAssignableFrom(component.getType());
    return JsonSetter.Value.construct(value, list ? Nulls.FAIL : null);
  }

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  /** The component a parameter of a record's canonical constructor stands for. */
  private static @Nullable RecordComponent component(Annotated annotated) {
    if (!(annotated instanceof AnnotatedParameter parameter)
        || !(parameter.getOwner() instanceof AnnotatedConstructor constructor)) {
      return null;
    }
    RecordComponent[] components = constructor.getDeclaringClass().getRecordComponents();
    boolean canonical = components != null && components.length == constructor.getParameterCount();
    if (!canonical) {
      return null;
    }
    RecordComponent component = components[parameter.getIndex()];
    boolean collects = component.getAccessor().isAnnotationPresent(JsonAnySetter.class);
    return collects ? null : component;
  }
}
