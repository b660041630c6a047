/**
 * The template a path belongs to, for example `/v1/blocks/{block_id}` for `/v1/blocks/block-1`;
 * undefined when there is none. A slash at the end does not matter, and of two templates that fit
 * the one with more literal segments wins: `/v1/agents/count` is not an agent's id.
 */
export function templateOf(templates, path) {
  const segments = segmentsOf(path);
  return templates
    .filter((template) => fits(segmentsOf(template), segments))
    .sort((a, b) => placeholders(a) - placeholders(b))[0];
}

function segmentsOf(path) {
  return path.replace(/\/+$/, '').split('/');
}

function fits(template, segments) {
  return (
    template.length === segments.length &&
    template.every((part, index) => part.startsWith('{') || part === segments[index])
  );
}

function placeholders(template) {
  return segmentsOf(template).filter((part) => part.startsWith('{')).length;
}
