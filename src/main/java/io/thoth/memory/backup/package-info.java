/**
 * Taking memory out of the service. The export streams everything an organisation has as one JSON
 * document; it reads page by page through the contracts of the features, so that its memory does
 * not grow with what it exports.
 */
@NullMarked
package io.thoth.memory.backup;

import org.jspecify.annotations.NullMarked;
