package io.thoth.memory.json;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedConstructor;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells Jackson what the types of a record already say: a component that is not {@code @Nullable}
 * must be there, and no list but one of open objects holds a null. Without this a missing component
 * would reach the record as null, against its type.
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
    boolean strict = Collection.class.isAssignableFrom(component.getType()) && !ofMaps(component);
    return JsonSetter.Value.construct(value, strict ? Nulls.FAIL : null);
  }

  /** Jackson would refuse the nulls inside of the maps too, and what they hold is open. */
  private static boolean ofMaps(RecordComponent component) {
    return component.getGenericType() instanceof ParameterizedType list
        && list.getActualTypeArguments()[0] instanceof ParameterizedType item
        && item.getRawType() == Map.class;
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
