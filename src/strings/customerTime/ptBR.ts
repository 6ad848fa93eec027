import type { CustomerTimeStringTable } from './customerTimeStrings';

export const ptBR: CustomerTimeStringTable = {
  customerTime: 'Hora do cliente: {{times}}',
  customerTimeUnknown: 'Não se sabe que horas são onde o cliente está.',
  timeZoneFrom_agent: 'Fuso horário definido por {{name}}, {{at}}.',
  timeZoneFrom_contact: 'Fuso horário dos seus contatos.',
  timeZoneFrom_settings: 'Fuso horário das configurações.',
  timeZoneByNumberToo: 'O horário de silêncio vale também pelo número.',
  timeZoneSomebody: 'um agente',
  timeZoneWhere: 'Onde o cliente está',
  timeZoneEdit: 'Alterar',
  timeZoneChange: 'Alterar fuso horário',
  timeZoneChoose: 'Escolha um fuso horário',
  timeZoneHelp:
    'Fica salvo com seu nome, para todos que escrevem para este cliente. Se o número for de outro lugar, o horário de silêncio vale nos dois.',
  timeZoneHelpSupervisor:
    'Fica salvo com seu nome, para todos que escrevem para este cliente. O horário de silêncio vale só por ele.',
  timeZoneMissing: 'Escolha um fuso horário.',
  timeZoneSave: 'Salvar fuso horário',
  timeZoneForget: 'Usar o número',
  timeZoneCancel: 'Cancelar',
  timeZoneRefused: 'As configurações não permitem isso. Peça a um supervisor.',
};
