/**
 * The one way this program writes and reads JSON: snake_case names, nulls present, times in UTC
 * with microseconds, unknown fields ignored, and types taken at their word (a number is not a
 * string). The same rules hold for HTTP bodies, for records between nodes and for JSON kept in a
 * table.
 */
@NullMarked
package io.thoth.memory.json;

import org.jspecify.annotations.NullMarked;
