import React, { forwardRef } from 'react';

import { Callout, CalloutText } from '@twilio-paste/core/callout';

import type { Translate } from '../../strings/translate';

export interface Notice {
  variant: 'error' | 'warning' | 'success' | 'neutral';
  text: string;
}

/** A sentence about the whole form. It is announced, and can take the focus. */
export const NoticeCallout = forwardRef<HTMLDivElement, { t: Translate; notice: Notice; children?: React.ReactNode }>(
  function NoticeCallout({ t, notice, children }, ref) {
    return (
      <div ref={ref} role="alert" tabIndex={-1}>
        <Callout variant={notice.variant} i18nLabel={t(`messageKind_${notice.variant}`)}>
          <CalloutText>{notice.text}</CalloutText>
          {children}
        </Callout>
      </div>
    );
  },
);
