import React, { useMemo, useRef, useState } from 'react';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { HelpText } from '@twilio-paste/core/help-text';

import type { Checks } from '../../contract/checks';
import type { ScreenContext } from '../../PluginContext';
import { customerTimeTranslate } from '../../strings/customerTime/customerTimeStrings';
import type { CustomerTimeTranslate } from '../../strings/customerTime/customerTimeStrings';
import { localeOf } from '../../strings/translate';
import { placeOf } from '../shared/time';
import type { FormPartProps } from '../StartConversationPanel/form/formParts';
import { TimeZoneForm } from './TimeZoneForm';

export interface CustomerTimeProps extends Pick<FormPartProps, 'fixed'> {
  plugin: ScreenContext;
  form: Pick<FormPartProps['form'], 'edit' | 'facts'>;
}

/** Of several places that a customer may be in. */
const MOST_PLACES = 3;

/** What time it is where the customer is, who says where that is, and a way to say it oneself. */
export const CustomerTime = ({ plugin, form, fixed }: CustomerTimeProps): React.ReactElement | null => {
  const { t, locale } = plugin;
  const ct = useMemo(() => customerTimeTranslate(locale), [locale]);
  const [isOpen, setIsOpen] = useState(false);
  const buttonRef = useRef<HTMLButtonElement>(null);
  const { checks, checkAgain } = form.facts;
  if (!checks) return null;

  const close = () => {
    setIsOpen(false);
    buttonRef.current?.focus();
  };
  const done = () => {
    // A time that was chosen for later is the customer's own, wherever they are.
    form.edit({ timeZone: '' });
    checkAgain();
    close();
  };
  return (
    <>
      <Box display="flex" justifyContent="space-between" alignItems="baseline" columnGap="space30">
        <HelpText marginTop="space0">{sentences(ct, localeOf(t), checks)}</HelpText>
        {checks.mayKeepTimeZone ? (
          <Button
            ref={buttonRef}
            variant="link"
            size="reset"
            aria-expanded={isOpen}
            aria-label={ct('timeZoneChange')}
            disabled={fixed}
            onClick={() => setIsOpen(!isOpen)}
          >
            {ct('timeZoneEdit')}
          </Button>
        ) : null}
      </Box>
      {isOpen ? <TimeZoneForm plugin={plugin} ct={ct} facts={form.facts} done={done} cancel={close} /> : null}
    </>
  );
};

function sentences(ct: CustomerTimeTranslate, language: string, { customerTimes, timeZoneSource }: Checks): string {
  const times = customerTimes.slice(0, MOST_PLACES).map(({ timeZone, time }) => `${time} (${placeOf(timeZone)})`);
  const more = customerTimes.length > MOST_PLACES ? ' …' : '';
  const told = times.length > 0 ? ct('customerTime', { times: times.join(', ') }) + more : ct('customerTimeUnknown');
  if (!timeZoneSource) return told;
  const { from, isAlone, name, at } = timeZoneSource;
  const values = {
    name: name ?? ct('timeZoneSomebody'),
    at: at ? new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(at)) : '',
  };
  const sentence = /[.…]$/.test(told) ? told : `${told}.`;
  return [sentence, ct(`timeZoneFrom_${from}`, values), isAlone ? '' : ct('timeZoneByNumberToo')]
    .filter(Boolean)
    .join(' ');
}
