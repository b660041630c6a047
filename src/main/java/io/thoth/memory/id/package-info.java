/**
 * Identifiers as clients see them: a prefix that names the kind of thing, a dash and a UUID
 * (version 4, lower case), e.g. {@code block-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a11}.
 */
@NullMarked
package io.thoth.memory.id;

import org.jspecify.annotations.NullMarked;
