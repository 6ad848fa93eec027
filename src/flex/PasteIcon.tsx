import React, { useEffect, useState } from 'react';

import { Icon } from '@twilio/flex-ui';

import { loadChunk } from '../chunks/loadChunk';
import type { PasteIconName } from '../settings/pasteIcons';

type Paths = Record<PasteIconName, string[]>;

let paths: Paths | undefined;

const loadPaths = async (): Promise<Paths> => {
  const { default: loaded } = await import(/* webpackChunkName: "icons" */ './pasteIconPaths.json');
  paths = loaded;
  return loaded;
};

const BOX: React.CSSProperties = { display: 'block', width: '1.25rem', height: '1.25rem' };

/**
 * One of Paste's icons, in a colour of its own where one is given. The label beside it says what it stands for. It is
 * drawn without Paste, of paths that `npm run paste-icons` writes; where those do not come, it is one of Flex's icons.
 */
export const PasteIcon = ({ icon, color }: { icon: PasteIconName; color?: string }): React.ReactElement => {
  const [drawn, setDrawn] = useState<Paths | 'none' | undefined>(paths);
  useEffect(() => {
    let isShown = true;
    loadChunk(loadPaths).then(
      (loaded) => isShown && setDrawn(loaded),
      () => isShown && setDrawn('none'),
    );
    return () => {
      isShown = false;
    };
  }, []);
  return (
    <span style={{ display: 'inline-flex', color }}>
      {drawn === 'none' ? (
        <Icon icon="Message" />
      ) : (
        <svg aria-hidden viewBox="0 0 20 20" fill="currentColor" fillRule="evenodd" clipRule="evenodd" style={BOX}>
          {drawn?.[icon].map((path) => (
            <path key={path} d={path} />
          ))}
        </svg>
      )}
    </span>
  );
};
