import type { ConsentStringTable } from './consentStrings';

export const ptBR: ConsentStringTable = {
  consentStop: 'O cliente pediu para parar',
  consentLift: 'Desfazer o cancelamento',
  consentStopTitle: 'Parar as mensagens para este cliente',
  consentStopQuestion:
    'Ninguém mais poderá iniciar uma conversa com este cliente a partir de {{sender}} ({{channel}}), e as mensagens agendadas para ele são canceladas. Em uma conversa aberta você ainda pode se despedir.',
  consentLiftQuestion: 'Este cliente volta a receber mensagens de {{sender}} ({{channel}}).',
  consentReason: 'Motivo',
  consentStopReasonHelp: 'O que o cliente disse, e onde? Todos que podem escrever para ele podem ler.',
  consentLiftReasonHelp: 'Como o cliente concordou? Fica registrado com seu nome.',
  consentReasonMissing: 'Informe um motivo.',
  consentStopConfirm: 'Parar as mensagens',
  consentCancel: 'Cancelar',
  consentByAgent: 'Sem mensagens de {{sender}} ({{channel}}) desde {{at}}: o cliente pediu a {{name}}.',
  consentSomebody: 'um agente',
  consentByCustomer:
    'Sem mensagens de {{sender}} ({{channel}}) desde {{at}}: o cliente cancelou o recebimento. Só ele pode desfazer isso, escrevendo START.',
  consentReasonGiven: 'Motivo: {{reason}}',
  consentLoading: 'Consultando o consentimento do cliente…',
  consentNone: 'Nada consta sobre este cliente e {{sender}} ({{channel}}).',
  consentGiven_implicit: 'O cliente escreveu para {{sender}} ({{channel}}), a última vez em {{at}}.',
  consentGiven_explicit: 'O cliente aceitou mensagens de {{sender}} ({{channel}}) em {{at}}.',
  consentGiven_double: 'O cliente aceitou mensagens de {{sender}} ({{channel}}) e confirmou, em {{at}}.',
  consentNeeds_implicit: 'Ele precisa escrever primeiro, ou aceitar mensagens.',
  consentNeeds_explicit: 'Antes da primeira mensagem ele precisa aceitar mensagens.',
  consentNeeds_double: 'Antes da primeira mensagem ele precisa aceitar mensagens e confirmar.',
  consentRecord: 'Registrar o consentimento',
  consentRecordQuestion: 'O cliente aceitou mensagens de {{sender}} ({{channel}}).',
  consentRecordReasonHelp: 'Quando, onde e como ele aceitou? Fica registrado com seu nome.',
  consentRecorded: 'O consentimento está registrado.',
  consentRefused: 'As configurações não permitem isso. Peça a um supervisor.',
};
