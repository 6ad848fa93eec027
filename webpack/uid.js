import { useState } from 'react';

/** In the place of react-uid, which brings all of tslib: an ID that nothing else in the page has. */
let last = 0;
const nextId = () => `messaging-controls-${(last += 1)}`;

export const useUID = () => useState(nextId)[0];

export const useUIDSeed = () => {
  const id = useUID();
  return (key) => `${id}-${key}`;
};
