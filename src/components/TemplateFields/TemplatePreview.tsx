import React, { useState } from 'react';

import { Box } from '@twilio-paste/core/box';
import { HelpText } from '@twilio-paste/core/help-text';
import { Text } from '@twilio-paste/core/text';

import type { Template } from '../../contract/templates';
import type { Translate } from '../../strings/translate';
import { filledIn } from './templateChoice';
import type { TemplateChoice } from './templateChoice';

interface TemplatePreviewProps {
  template: Template;
  choice: TemplateChoice;
  t: Translate;
}

/** The message as the customer gets it: pictures, title, text and footer, then what can be pressed, and where it leads. */
export const TemplatePreview = ({ template, choice, t }: TemplatePreviewProps): React.ReactElement => {
  const { media, title, body, footer, buttons, items } = template;
  const fill = (text: string): string => filledIn(text, choice);
  return (
    <div role="group" aria-label={t('templatePreview')}>
      <HelpText>{t('templatePreview')}</HelpText>
      <Box
        padding="space40"
        borderRadius="borderRadius20"
        backgroundColor="colorBackground"
        color="colorText"
        fontSize="fontSize30"
        lineHeight="lineHeight30"
        style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
      >
        {media.map(fill).map((address, index) => (
          <Medium key={`${index} ${address}`} address={address} />
        ))}
        {title ? (
          <Text as="div" fontWeight="fontWeightSemibold">
            {fill(title)}
          </Text>
        ) : null}
        {body ? <div>{fill(body)}</div> : null}
        {footer ? (
          <Text as="div" color="colorTextWeak" fontSize="fontSize20">
            {fill(footer)}
          </Text>
        ) : null}
      </Box>
      {buttons.map(({ text, opens }, index) => (
        <Pressed key={index} text={fill(text)} detail={opens === undefined ? undefined : fill(opens)} isCentered />
      ))}
      {items.map(({ title: item, description }, index) => (
        <Pressed key={index} text={fill(item)} detail={description === undefined ? undefined : fill(description)} />
      ))}
    </div>
  );
};

const Pressed = ({ text, detail, isCentered }: { text: string; detail?: string; isCentered?: boolean }) => (
  <Box
    marginTop="space20"
    padding="space20"
    borderRadius="borderRadius20"
    backgroundColor="colorBackground"
    fontSize="fontSize30"
    textAlign={isCentered ? 'center' : 'left'}
    style={{ overflowWrap: 'anywhere' }}
  >
    <Text as="div" color="colorTextLink">
      {text}
    </Text>
    {detail ? (
      <Text as="div" color="colorTextWeak" fontSize="fontSize20">
        {detail}
      </Text>
    ) : null}
  </Box>
);

const MEDIUM: React.CSSProperties = { display: 'block', maxWidth: '100%', maxHeight: 200, marginBottom: 8 };

/** A picture or video is shown; a file, and what cannot be loaded, by its address. */
const Medium = ({ address }: { address: string }): React.ReactElement => {
  const [isBroken, setIsBroken] = useState(false);
  const extension = /^https:\/\/[^\s{}]+?\.(\w+)(?:[?#]\S*)?$/i.exec(address)?.[1]?.toLowerCase() ?? '';
  const onError = () => setIsBroken(true);
  if (!isBroken && ['jpg', 'jpeg', 'png', 'webp', 'gif'].includes(extension)) {
    return <img src={address} alt={address} style={MEDIUM} referrerPolicy="no-referrer" onError={onError} />;
  }
  if (!isBroken && ['mp4', '3gp', '3gpp'].includes(extension)) {
    // It is the customer's: what is said in it, only its maker can write down.
    return <video src={address} aria-label={address} controls preload="metadata" style={MEDIUM} onError={onError} />;
  }
  return <div>{address}</div>;
};
