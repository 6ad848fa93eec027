import React from 'react';

/** A picture of any size in the room of one of Flex's icons. It says nothing that the label beside it does not. */
export const PictureIcon = ({ url }: { url: string }): React.ReactElement => (
  <img src={url} alt="" style={{ width: '1.5rem', height: '1.5rem', objectFit: 'contain' }} />
);
