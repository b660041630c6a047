/**
 * Who is calling. With the server secured, every request but health carries the password; without,
 * everything is open and the log says so once, loudly.
 */
@NullMarked
package io.thoth.memory.access;

import org.jspecify.annotations.NullMarked;
