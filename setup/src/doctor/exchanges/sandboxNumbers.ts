/** A customer of the sandbox, and the number of ours that a probe texts them from there. */
export const SANDBOX_PHONE = '+12025550143';
export const SANDBOX_FROM = '+14155550100';
