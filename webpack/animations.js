/**
 * What Paste uses of react-spring, 17 KB gzipped: a spring that moves the arrow of links which look like buttons (there
 * are none here), and whether a person wants less motion.
 */
export const animated = (Component) => Component;
export const useSpring = () => ({});
export const useReducedMotion = () => false;
export const Globals = { assign: () => undefined };
