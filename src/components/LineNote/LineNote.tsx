import React, { useMemo } from 'react';

import { Callout, CalloutText } from '@twilio-paste/core/callout';

import type { Checks } from '../../contract/checks';
import type { ScreenContext } from '../../PluginContext';
import { lineNoteTranslate } from '../../strings/lineNote/lineNoteStrings';

interface LineNoteProps {
  plugin: ScreenContext;
  line: NonNullable<Checks['line']>;
}

export const LineNote = ({ plugin, line }: LineNoteProps): React.ReactElement => {
  const { t, locale } = plugin;
  const lt = useMemo(() => lineNoteTranslate(locale), [locale]);
  const variant = line.isRefused ? 'error' : 'warning';
  return (
    <Callout variant={variant} i18nLabel={t(`messageKind_${variant}`)}>
      <CalloutText>
        {lt(line.isRefused ? 'lineRefused' : 'lineDoubtful', { kind: lt(`lineType_${line.type}`) })}
      </CalloutText>
    </Callout>
  );
};
