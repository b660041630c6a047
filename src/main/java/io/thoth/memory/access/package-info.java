/**
 * Who is calling, and what organisations may use. With the server secured, every request but health
 * carries the password or an API key; without, everything is open and the log says so once, loudly.
 * What a caller may do ({@link io.thoth.memory.bus.Grant}) is checked where questions are asked,
 * and what an organisation keeps ({@link io.thoth.memory.access.Usage}) where it is written.
 */
@NullMarked
package io.thoth.memory.access;

import org.jspecify.annotations.NullMarked;
