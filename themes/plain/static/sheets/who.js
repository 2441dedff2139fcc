// from scripts/
export const isOther=e=>!/^(|i|me|myself)$/i.test(e);
