const running = 'nothing ever runs that could be cancelled or joined: 409, 400';
const model = 'only a model could summarise: 501, and nothing is changed';
const steps = 'only a model takes steps: 404';

/** Methods of the SDK that are refused by a server without a model, each with the reason. */
export const refusals = {
  'agents.messages.cancel': running,
  'agents.messages.compact': model,
  'conversations.cancel': running,
  'conversations.messages.compact': model,
  'conversations.messages.stream': running,
  'runs.messages.stream': running,
  'steps.retrieve': steps,
  'steps.feedback.create': steps,
  'steps.messages.list': steps,
  'steps.metrics.retrieve': steps,
  'steps.trace.retrieve': steps,
};

const cloud = 'exists only in the vendor\'s cloud';

/** Resources that are no part of a memory. Whatever is named nowhere here has to be exercised. */
export const outside = {
  'agents.schedule': cloud,
  accessTokens: cloud,
  environments: cloud,
  templates: cloud,
};
