// Who does a step.

/** @param {string} who whether it is someone else than the planner */
export const isOther = (who) => !/^(|i|me|myself)$/i.test(who);
