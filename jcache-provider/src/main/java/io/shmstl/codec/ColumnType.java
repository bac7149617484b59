package io.shmstl.codec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * The declared type of a column, said without classes.
 *
 * @param kind what the values are
 * @param isPrimitive whether the type is a primitive, so that there is no null
 * @param className the declared class of kinds {@code ARRAY}, {@code ENUM}, {@code RECORD} and
 *     {@code OBJECT}; empty otherwise
 * @param arguments the type of the elements of {@code LIST}, {@code SET} and {@code OPTIONAL}, of
 *     keys and values of {@code MAP}; empty otherwise
 */
public record ColumnType(
    Kind kind, boolean isPrimitive, String className, List<ColumnType> arguments) {

  /** The kinds of types, with their codes in the format. */
  public enum Kind {
    BOOLEAN(1),
    BYTE(2),
    SHORT(3),
    INTEGER(4),
    LONG(5),
    FLOAT(6),
    DOUBLE(7),
    CHARACTER(8),
    STRING(9),
    BIG_INTEGER(10),
    BIG_DECIMAL(11),
    UUID(12),
    LOCAL_DATE(13),
    LOCAL_TIME(14),
    LOCAL_DATE_TIME(15),
    INSTANT(16),
    ZONED_DATE_TIME(17),
    OFFSET_DATE_TIME(18),
    OFFSET_TIME(19),
    DURATION(20),
    PERIOD(21),
    YEAR(22),
    YEAR_MONTH(23),
    MONTH_DAY(24),
    ZONE(25),
    DATE(26),
    /** Exactly {@code byte[]}. */
    BYTES(27),
    /** An array of another primitive type. */
    ARRAY(28),
    LIST(29),
    SET(30),
    MAP(31),
    OPTIONAL(32),
    ENUM(33),
    RECORD(34),
    /** Any other class or interface: each value says what it is. */
    OBJECT(35);

    private static final Kind[] VALUES = values();

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    private static Kind of(int code) {
      for (Kind kind : VALUES) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new CodecException("a column has the unknown kind " + code);
    }

    private int arguments() {
      return switch (this) {
        case LIST, SET, OPTIONAL -> 1;
        case MAP -> 2;
        default -> 0;
      };
    }

    private boolean hasClassName() {
      return switch (this) {
        case ARRAY, ENUM, RECORD, OBJECT -> true;
        default -> false;
      };
    }
  }

  private static final Map<Class<?>, Kind> KINDS =
      Map.ofEntries(
          Map.entry(Boolean.class, Kind.BOOLEAN),
          Map.entry(Byte.class, Kind.BYTE),
          Map.entry(Short.class, Kind.SHORT),
          Map.entry(Integer.class, Kind.INTEGER),
          Map.entry(Long.class, Kind.LONG),
          Map.entry(Float.class, Kind.FLOAT),
          Map.entry(Double.class, Kind.DOUBLE),
          Map.entry(Character.class, Kind.CHARACTER),
          Map.entry(String.class, Kind.STRING),
          Map.entry(BigInteger.class, Kind.BIG_INTEGER),
          Map.entry(BigDecimal.class, Kind.BIG_DECIMAL),
          Map.entry(UUID.class, Kind.UUID),
          Map.entry(LocalDate.class, Kind.LOCAL_DATE),
          Map.entry(LocalTime.class, Kind.LOCAL_TIME),
          Map.entry(LocalDateTime.class, Kind.LOCAL_DATE_TIME),
          Map.entry(Instant.class, Kind.INSTANT),
          Map.entry(ZonedDateTime.class, Kind.ZONED_DATE_TIME),
          Map.entry(OffsetDateTime.class, Kind.OFFSET_DATE_TIME),
          Map.entry(OffsetTime.class, Kind.OFFSET_TIME),
          Map.entry(Duration.class, Kind.DURATION),
          Map.entry(Period.class, Kind.PERIOD),
          Map.entry(Year.class, Kind.YEAR),
          Map.entry(YearMonth.class, Kind.YEAR_MONTH),
          Map.entry(MonthDay.class, Kind.MONTH_DAY),
          Map.entry(ZoneId.class, Kind.ZONE),
          Map.entry(ZoneOffset.class, Kind.ZONE),
          Map.entry(Date.class, Kind.DATE),
          Map.entry(byte[].class, Kind.BYTES));

  private static final Map<String, Kind> KINDS_BY_NAME = new HashMap<>();

  static {
    KINDS.forEach((type, kind) -> KINDS_BY_NAME.put(type.getName(), kind));
  }

  private static final ColumnType ANY =
      new ColumnType(Kind.OBJECT, false, Object.class.getName(), List.of());

  public ColumnType {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(className, "className");
    arguments = List.copyOf(arguments);
    if (arguments.size() != kind.arguments()) {
      throw new IllegalArgumentException(kind + " with " + arguments.size() + " arguments");
    }
  }

  /** The column type of a Java type; type variables are any object. */
  public static ColumnType of(Type type) {
    return switch (type) {
      case Class<?> raw -> of(raw, List.of());
      case ParameterizedType generic when generic.getRawType() instanceof Class<?> raw ->
          of(raw, Arrays.asList(generic.getActualTypeArguments()));
      case WildcardType wildcard -> of(wildcard.getUpperBounds()[0]);
      default -> ANY;
    };
  }

  /** The column type of the class with a name, as far as the name alone tells. */
  public static ColumnType ofClassName(String className) {
    Kind kind = KINDS_BY_NAME.get(className);
    return kind == null
        ? new ColumnType(Kind.OBJECT, false, className, List.of())
        : new ColumnType(kind, false, "", List.of());
  }

  /** Whether the values are bytes, shorts, ints or longs. */
  public boolean isWholeNumber() {
    return switch (kind) {
      case BYTE, SHORT, INTEGER, LONG -> true;
      default -> false;
    };
  }

  void write(ByteWriter out) {
    out.writeByte(kind.code);
    out.writeBoolean(isPrimitive);
    if (kind.hasClassName()) {
      out.writeString(className);
    }
    for (ColumnType argument : arguments) {
      argument.write(out);
    }
  }

  static ColumnType read(ByteReader in) {
    in.descend();
    Kind kind = Kind.of(in.readByte());
    boolean isPrimitive = in.readBoolean();
    String className = kind.hasClassName() ? in.readString() : "";
    ColumnType[] arguments = new ColumnType[kind.arguments()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = read(in);
    }
    in.ascend();
    return new ColumnType(kind, isPrimitive, className, List.of(arguments));
  }

  private static ColumnType of(Class<?> raw, List<Type> arguments) {
    if (raw.isPrimitive()) {
      Kind kind = Objects.requireNonNull(KINDS.get(Primitives.boxed(raw)));
      return new ColumnType(kind, true, "", List.of());
    }
    Kind kind = KINDS.get(raw);
    if (kind != null) {
      return new ColumnType(kind, false, "", List.of());
    }
    if (raw.isArray() && raw.getComponentType().isPrimitive()) {
      return new ColumnType(Kind.ARRAY, false, raw.getName(), List.of());
    }
    if (raw.isRecord()) {
      return new ColumnType(Kind.RECORD, false, raw.getName(), List.of());
    }
    if (raw.isEnum()) {
      return new ColumnType(Kind.ENUM, false, raw.getName(), List.of());
    }
    if (List.class.isAssignableFrom(raw)) {
      return new ColumnType(Kind.LIST, false, "", List.of(argument(arguments, 0, 1)));
    }
    if (Set.class.isAssignableFrom(raw)) {
      return new ColumnType(Kind.SET, false, "", List.of(argument(arguments, 0, 1)));
    }
    if (Map.class.isAssignableFrom(raw)) {
      return new ColumnType(
          Kind.MAP, false, "", List.of(argument(arguments, 0, 2), argument(arguments, 1, 2)));
    }
    if (raw == Optional.class) {
      return new ColumnType(Kind.OPTIONAL, false, "", List.of(argument(arguments, 0, 1)));
    }
    if (raw == OptionalInt.class) {
      return new ColumnType(Kind.OPTIONAL, false, "", List.of(of(Integer.class)));
    }
    if (raw == OptionalLong.class) {
      return new ColumnType(Kind.OPTIONAL, false, "", List.of(of(Long.class)));
    }
    if (raw == OptionalDouble.class) {
      return new ColumnType(Kind.OPTIONAL, false, "", List.of(of(Double.class)));
    }
    return new ColumnType(Kind.OBJECT, false, raw.getName(), List.of());
  }

  /** An argument, where there are exactly as many as the interface has. */
  private static ColumnType argument(List<Type> arguments, int index, int expected) {
    return arguments.size() == expected ? of(arguments.get(index)) : ANY;
  }
}
